using System.Globalization;
using Microsoft.CodeAnalysis.Sarif;
using PatScan.Content;
using PatScan.Findings;
using PatScan.Sources.Git;

namespace PatScan.Cli.Reports;

/// <summary>What SARIF says of history: the commit of a result and of each place, and the repository of the run.</summary>
internal sealed partial class SarifReport
{
    private static List<VersionControlDetails>? MakeProvenance(RepositoryInfo? repository)
    {
        if (repository?.RemoteUrl is null || !Uri.TryCreate(repository.RemoteUrl, UriKind.Absolute, out var uri))
        {
            return null;
        }

        return
        [
            new VersionControlDetails
            {
                RepositoryUri = uri,
                RevisionId = repository.Revision,
                Branch = repository.Branch,
                MappedTo = new ArtifactLocation { UriBaseId = ArtifactTable.SourceRoot },
            },
        ];
    }

    private static void AddHistory(Result result, Finding finding)
    {
        if (finding.History is not { } history)
        {
            return;
        }

        result.SetProperty("presence", HistoryText.Word(history.Presence));
        if (history.Introduced is { } introduced)
        {
            SetCommit(result, introduced);
        }

        if (history.Refs.Count > 0)
        {
            result.SetProperty("refs", history.Refs.ToArray());
        }

        if (history.Removed is { } removed)
        {
            result.SetProperty("removedBy", removed.Id);
        }
    }

    private static void AddHistory(Location location, Place place)
    {
        if (place.Origin.ObjectId is not { } id)
        {
            return;
        }

        location.SetProperty("object", id);
        location.SetProperty("objectKind", place.Origin.Kind.ToString().ToLowerInvariant());
        if (place.History is not { } history)
        {
            return;
        }

        location.SetProperty("presence", HistoryText.Word(history.Presence));
        if (history.Introduced is { } introduced)
        {
            SetCommit(location, introduced);
            location.LogicalLocations =
            [
                new LogicalLocation
                {
                    Name = HistoryText.Short(introduced.Id),
                    FullyQualifiedName = place.Origin.Kind == OriginKind.Blob ? $"{introduced.Id}:{place.Origin.Path}" : introduced.Id,
                    Kind = "commit",
                },
            ];
        }

        if (history.Paths.Count > 1)
        {
            location.SetProperty("paths", history.Paths.ToArray());
        }
    }

    private static void SetCommit(PropertyBagHolder holder, CommitSummary commit)
    {
        holder.SetProperty("commit", commit.Id);
        holder.SetProperty("author", commit.Author.Name);
        if (commit.Committer.Date is { } date)
        {
            holder.SetProperty("date", date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        }
    }
}
