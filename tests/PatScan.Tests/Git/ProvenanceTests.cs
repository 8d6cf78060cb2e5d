using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class ProvenanceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void In_random_histories_every_blob_is_traced_as_by_the_definition(int group)
    {
        for (var seed = group; seed < 120; seed += 4)
        {
            using var repository = TangledHistory.Make(seed);
            var directory = GitDirectory.Locate(repository.Path);
            var naive = new NaiveProvenance(repository, RefSet.Read(directory));
            var blobs = naive.Blobs.Order(StringComparer.Ordinal).ToList();

            var traced = Provenance.Trace(repository.Path, GitEnvironment.None, blobs, threads: 2, CancellationToken.None);

            Assert.Equal(
                blobs.Select(b => $"seed {seed}: {naive.Trace(b)}"),
                blobs.Select(b => $"seed {seed}: {NaiveProvenance.Render(traced[b])}"));
        }
    }

    [Fact]
    public void What_was_added_in_the_resolution_of_a_merge_was_introduced_by_the_merge()
    {
        using var repository = new GitFixture();
        IndexFileTests.Conflict(repository);
        repository.Write("f", "resolved with something new\n");
        var merge = repository.Commit("merge");
        var blob = Blob(repository, "HEAD:f");
        repository.Commit("nothing");
        repository.Write("f", "removed again\n");
        var removal = repository.Commit("removal");

        var history = Trace(repository, blob);

        Assert.Equal((merge, Presence.HistoryOnly, removal), (history.Introduced!.Id, history.Presence, history.Removed!.Id));
        Assert.Equal(("merge", "Ann Author", "carl@example.org"), (history.Introduced.Subject, history.Introduced.Author.Name, history.Introduced.Committer.Email));
        Assert.Equal(repository.Git("log", "-1", "--format=%ct", merge).Trim(), $"{history.Introduced.Committer.Date!.Value.ToUnixTimeSeconds()}");
    }

    [Fact]
    public void A_rename_or_a_copy_introduces_nothing_and_what_comes_back_was_there_before()
    {
        using var repository = new GitFixture();
        repository.Write("old", "secret");
        repository.Write("keep", "x");
        var first = repository.Commit("one");
        var blob = Blob(repository, "HEAD:old");
        repository.Git("mv", "old", "new");
        repository.Commit("rename");
        repository.Git("rm", "-q", "new");
        repository.Commit("removed");
        repository.Write("back/again", "secret");
        repository.Commit("added again");

        var history = Trace(repository, blob);

        Assert.Equal((first, Presence.InTip, null), (history.Introduced!.Id, history.Presence, history.Removed));
        Assert.Equal(["old", "back/again", "new"], history.Paths);
        Assert.Equal(["refs/heads/main"], history.Refs);
    }

    [Fact]
    public void A_merge_that_repeats_a_removal_is_not_the_removal()
    {
        using var repository = new GitFixture();
        repository.Write("f", "secret");
        repository.Write("g", "x");
        repository.Commit("one");
        var blob = Blob(repository, "HEAD:f");
        repository.Git("branch", "side");
        repository.Git("rm", "-q", "f");
        var removal = repository.Commit("removal");
        repository.Git("checkout", "-q", "side");
        repository.Write("h", "y");
        repository.Commit("unrelated");
        repository.Git("checkout", "-q", "main");
        repository.Git("merge", "-q", "-m", "merge", "side");
        repository.Git("branch", "-q", "-D", "side");

        Assert.Equal(removal, Trace(repository, blob).Removed!.Id);
    }

    [Fact]
    public void A_merge_that_drops_what_only_one_side_ever_had_is_the_removal()
    {
        using var repository = new GitFixture();
        repository.Write("g", "x");
        repository.Commit("one");
        repository.Git("checkout", "-q", "-b", "side");
        repository.Write("f", "secret");
        repository.Commit("side");
        var blob = Blob(repository, "HEAD:f");
        repository.Git("checkout", "-q", "main");
        repository.Commit("main");
        repository.Git("merge", "-q", "-s", "ours", "-m", "merge", "side");
        repository.Git("branch", "-q", "-D", "side");

        Assert.Equal("merge", Trace(repository, blob).Removed!.Subject);
    }

    [Fact]
    public void Stashed_staged_and_forgotten_content_is_told_apart()
    {
        using var repository = new GitFixture();
        repository.Write("f", "0");
        repository.Commit("one");
        repository.Write("f", "stashed first");
        repository.Git("stash", "-q");
        var stashed = repository.Git("rev-parse", "stash:f").Trim();
        repository.Write("f", "stashed second");
        repository.Git("stash", "-q");
        repository.Write("f", "amended away");
        repository.Commit("to be amended");
        var amended = Blob(repository, "HEAD:f");
        repository.Git("reset", "-q", "--hard", "HEAD~1");
        repository.Write("f", "only staged");
        repository.Git("add", "f");
        var staged = Blob(repository, ":f");
        repository.Write("loose", "never added to anything");
        var loose = repository.Git("hash-object", "-w", "loose").Trim();

        Presence[] before = [.. new[] { stashed, amended, staged, loose }.Select(id => Trace(repository, id).Presence)];
        repository.Git("reflog", "expire", "--expire=now", "--all");
        File.Delete(Path.Join(repository.GitPath, "ORIG_HEAD"));
        var forgotten = Trace(repository, amended);

        Assert.Equal([Presence.StashOnly, Presence.ReflogOnly, Presence.IndexOnly, Presence.Unreachable], before);
        Assert.Equal((Presence.Unreachable, "to be amended"), (forgotten.Presence, forgotten.Introduced!.Subject));
    }

    [Fact]
    public void A_commit_is_traced_to_the_refs_that_lead_to_it()
    {
        using var repository = new GitFixture();
        var first = repository.Commit("one");
        repository.Git("branch", "old");
        repository.Git("tag", "-a", "-m", "the tag", "v1");
        var second = repository.Commit("two");
        repository.Git("branch", "another");

        Assert.Equal(["refs/heads/main", "refs/heads/another", "refs/heads/old", "refs/tags/v1"], Trace(repository, first).Refs);
        Assert.Equal(["refs/heads/main", "refs/heads/another"], Trace(repository, second).Refs);
        Assert.Equal((second, "two"), (Trace(repository, second).Introduced!.Id, Trace(repository, second).Introduced!.Subject));
    }

    [Fact]
    public void A_tag_is_traced_to_its_name_and_a_deleted_one_to_nothing()
    {
        using var repository = new GitFixture();
        repository.Commit("one");
        repository.Git("tag", "-a", "-m", "the message", "v1");
        var tag = repository.Git("rev-parse", "v1").Trim();

        var named = Trace(repository, tag);
        repository.Git("tag", "-d", "v1");
        var deleted = Trace(repository, tag);

        Assert.Equal((Presence.InTip, "refs/tags/v1", "the message", "Carl Committer"),
            (named.Presence, Assert.Single(named.Refs), named.Introduced!.Subject, named.Introduced.Author.Name));
        Assert.Equal(Presence.Unreachable, deleted.Presence);
    }

    [Fact]
    public void A_note_is_traced_to_the_notes_ref()
    {
        using var repository = new GitFixture();
        var commit = repository.Commit("one");
        repository.Git("notes", "add", "-m", "a note");
        var note = repository.Git("notes", "list", "HEAD").Trim();

        Assert.Equal(["refs/notes/commits"], Trace(repository, note).Refs);
        Assert.Equal([commit], Trace(repository, note).Paths);
    }

    [Fact]
    public void A_tag_on_a_file_keeps_it_in_a_tip()
    {
        using var repository = new GitFixture();
        repository.Write("key", "a public key");
        var blob = repository.Git("hash-object", "-w", "key").Trim();
        repository.Git("tag", "the-key", blob);

        Assert.Equal((Presence.InTip, "refs/tags/the-key"), (Trace(repository, blob).Presence, Trace(repository, blob).Refs[0]));
    }

    [Fact]
    public void Where_a_shallow_clone_is_cut_off_content_may_be_older()
    {
        using var origin = new GitFixture();
        origin.Write("f", "old");
        origin.Commit("one");
        origin.Write("g", "new");
        origin.Commit("two");
        origin.Write("h", "newest");
        origin.Commit("three");
        using var shallow = origin.Clone("--depth=2");

        Assert.True(Trace(shallow, Blob(shallow, "HEAD:f")).MayBeOlder);
        Assert.True(Trace(shallow, Blob(shallow, "HEAD:g")).MayBeOlder);
        Assert.False(Trace(shallow, Blob(shallow, "HEAD:h")).MayBeOlder);
    }

    [Fact]
    public void A_detached_head_keeps_its_history_alive()
    {
        using var repository = new GitFixture();
        repository.Commit("one");
        repository.Git("checkout", "-q", "--detach");
        repository.Write("f", "detached");
        repository.Commit("two");

        Assert.Equal(["HEAD"], Trace(repository, Blob(repository, "HEAD:f")).Refs);
    }

    private static string Blob(GitFixture repository, string spec) => repository.Git("rev-parse", spec).Trim();

    private static ObjectHistory Trace(GitFixture repository, string id) =>
        Provenance.Trace(repository.Path, GitEnvironment.None, [id], threads: 2, CancellationToken.None)[id];
}
