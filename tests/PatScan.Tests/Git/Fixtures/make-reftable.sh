#!/bin/sh
# Makes the reftable fixtures beside it, with git 2.47 or later (they were made with 2.55): the git that runs the tests may
# be too old to write reftables. Usage: make-reftable.sh FOLDER sha1|sha256
set -e
out=$1
repository=$(mktemp -d)
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_TEMPLATE_DIR=
export GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=Carl GIT_COMMITTER_EMAIL=c@d
export GIT_AUTHOR_DATE="1700000000 +0100" GIT_COMMITTER_DATE="1700000000 -0230"
git init -q --ref-format=reftable --object-format="$2" -b main "$repository"
cd "$repository"
for message in one two three; do git commit -q --allow-empty -m $message; done
for i in $(seq 1 250); do echo "create refs/heads/topic/number-$i HEAD~$((i % 3))"; done |
    git update-ref --create-reflog -m "made in bulk for the sake of the log" --stdin
git tag light HEAD~1
git tag -a -m x heavy HEAD~2
git symbolic-ref refs/remotes/origin/HEAD refs/heads/main
git pack-refs --all
git branch -D topic/number-7 topic/number-70
git update-ref refs/heads/topic/number-8 HEAD
echo x > f && git add f && git commit -q -m f
echo y > f && git stash -q && echo z > f && git stash -q && git stash drop -q
git worktree add -q --detach linked HEAD~1
mkdir -p "$out/linked"
cp .git/reftable/* "$out"
cp .git/worktrees/linked/reftable/* "$out/linked"
git for-each-ref --format='%(refname) %(objectname) %(symref)' > "$out/expected-refs.txt"
{ echo "HEAD $(git rev-parse HEAD)"; echo "worktrees/linked/HEAD $(git -C linked rev-parse HEAD)"; } > "$out/expected-heads.txt"
git reflog list | grep -v '^refs/stash' | while read -r name; do git reflog show --format=%H "$name"; done | sort -u > "$out/expected-log.txt"
git stash list --format=%H > "$out/expected-stash.txt"
