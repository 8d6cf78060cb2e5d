using System.Globalization;
using System.Text;

namespace PatScan.Sources.Git;

/// <summary>
/// Finds the commit that a revision names: a full or abbreviated id, a branch, a tag, a remote branch, HEAD or <c>@</c>, then
/// any number of <c>~n</c>, <c>^n</c> and <c>^{commit}</c>.
/// </summary>
/// <remarks>Rules and their order: https://git-scm.com/docs/gitrevisions</remarks>
internal sealed class Revisions(ObjectStore store, GitDirectory directory)
{
    /// <summary>git's own shortest abbreviation.</summary>
    private const int ShortestPrefix = 4;

    /// <summary>A tag of a tag of a tag: git has no limit, people have.</summary>
    private const int MaxTags = 64;

    private static readonly string[] Places = ["{0}", "refs/{0}", "refs/tags/{0}", "refs/heads/{0}", "refs/remotes/{0}", "refs/remotes/{0}/HEAD"];

    private readonly RefLookup refs = new(directory);

    /// <summary>The commit, and the tag objects on the way to it.</summary>
    /// <exception cref="UserError">It names no commit, several objects, or uses a syntax that is not read.</exception>
    public ObjectId Resolve(string revision, List<ObjectId> tags)
    {
        var end = revision.AsSpan().IndexOfAny('~', '^');
        var id = Base(end < 0 ? revision : revision[..end], revision);
        var commit = Peel(id, revision, tags);
        for (var at = end < 0 ? revision.Length : end; at < revision.Length;)
        {
            tags.Clear();
            commit = Step(revision, ref at, commit);
        }

        return commit;
    }

    private ObjectId Base(string name, string revision)
    {
        foreach (var syntax in (ReadOnlySpan<string>)["@{", ":"])
        {
            if (name.Contains(syntax, StringComparison.Ordinal))
            {
                throw GitMessages.UnsupportedRevision(revision, syntax);
            }
        }

        if (name.Length == directory.HashLength * 2 && ObjectId.TryParse(Encoding.UTF8.GetBytes(name), out var full))
        {
            return full;
        }

        foreach (var place in Places)
        {
            if (refs.Find(string.Format(CultureInfo.InvariantCulture, place, name == "@" ? "HEAD" : name)) is { } reference)
            {
                return reference.Target;
            }
        }

        return name.Length >= ShortestPrefix && name.Length < directory.HashLength * 2 && name.All(char.IsAsciiHexDigit)
            ? Abbreviated(name, revision)
            : throw GitMessages.UnknownRevision(revision);
    }

    private ObjectId Abbreviated(string digits, string revision)
    {
        // As git: of several objects only commits, and tags of them, are meant where a commit is asked for.
        var found = store.FindByPrefix(digits, limit: 1000).Where(id =>
        {
            try
            {
                return store.TryReadKind(id, out var kind, out _) && kind is ObjectKind.Commit or ObjectKind.Tag;
            }
            catch (InvalidObjectException)
            {
                return false;
            }
        }).Take(2).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw GitMessages.UnknownRevision(revision),
            _ => throw GitMessages.AmbiguousRevision(revision),
        };
    }

    private ObjectId Peel(ObjectId id, string revision, List<ObjectId> tags)
    {
        try
        {
            for (var depth = 0; depth < MaxTags && store.TryRead(id, out var kind, out var content); depth++)
            {
                if (kind != ObjectKind.Tag)
                {
                    return kind == ObjectKind.Commit ? id : throw GitMessages.UnknownRevision(revision);
                }

                tags.Add(id);
                id = TagObject.Parse(content, directory.HashLength).Target;
            }
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            throw GitMessages.DamagedRevision(revision, id, e.Message);
        }

        throw GitMessages.MissingRevision(revision, id);
    }

    private ObjectId Step(string revision, ref int at, ObjectId commit)
    {
        var kind = revision[at++];
        if (kind == '^' && at < revision.Length && revision[at] == '{')
        {
            var close = revision.IndexOf('}', at);
            var what = close < 0 ? revision[at..] : revision[at..(close + 1)];
            at += what.Length;
            return what is "{}" or "{commit}" ? commit : throw GitMessages.UnsupportedRevision(revision, "^" + what);
        }

        var start = at;
        while (at < revision.Length && char.IsAsciiDigit(revision[at]))
        {
            at++;
        }

        var number = 1;
        if (at > start && !int.TryParse(revision.AsSpan(start, at - start), CultureInfo.InvariantCulture, out number))
        {
            throw GitMessages.UnknownRevision(revision);
        }

        if (kind == '^')
        {
            return number == 0 ? commit : Parent(revision, commit, number);
        }

        for (; kind == '~' && number > 0; number--)
        {
            commit = Parent(revision, commit, 1);
        }

        return kind == '~' ? commit : throw GitMessages.UnknownRevision(revision);
    }

    private ObjectId Parent(string revision, ObjectId commit, int number)
    {
        var parents = Read(revision, commit).Parents;
        return number > parents.Count ? throw GitMessages.UnknownRevision(revision)
            : store.Contains(parents[number - 1]) ? parents[number - 1]
            : throw GitMessages.MissingRevision(revision, parents[number - 1]);
    }

    private CommitObject Read(string revision, ObjectId commit)
    {
        try
        {
            return store.TryRead(commit, out _, out var content)
                ? CommitObject.Parse(content, directory.HashLength)
                : throw GitMessages.MissingRevision(revision, commit);
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            throw GitMessages.DamagedRevision(revision, commit, e.Message);
        }
    }
}
