using System.Text;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Verification;

/// <summary>
/// Reads the answer to the probe of a leaked token. Pure: one answer in, one verdict out. Each branch is a row of the table
/// in docs/azure-devops.md; what no row covers is unknown, because "inactive" closes an incident.
/// </summary>
internal static class Judge
{
    private const string UserData = "X-VSS-UserData";

    public static Verdict Read(Answer answer) => answer.Status switch
    {
        200 => Ok(answer),
        203 => SignInPage(answer) ? Say(VerdictReason.NotKnown, answer, "sign-in page") : Say(VerdictReason.Proxy, answer),
        302 or 301 or 303 or 307 or 308 => Redirect(answer),
        401 => Refused(answer),
        403 or 404 => Forbidden(answer),
        407 => Say(VerdictReason.Proxy, answer),
        429 => Say(VerdictReason.Throttled, answer),
        >= 500 => Say(VerdictReason.ServerError, answer),
        _ => Say(VerdictReason.NotUnderstood, answer),
    };

    private static Verdict Ok(Answer answer)
    {
        if (!answer.IsJson || Json.Object(answer.Body) is not { } root)
        {
            return Say(answer.IsHtml ? VerdictReason.Proxy : VerdictReason.NotUnderstood, answer);
        }

        if (ConnectionData.From(root) is not { } data)
        {
            return Say(VerdictReason.NotUnderstood, answer);
        }

        return data.IsAnonymous
            ? Say(VerdictReason.Ignored, answer, "anonymous identity") with { OrganizationId = data.OrganizationId }
            : Say(VerdictReason.Accepted, answer, $"identity {data.Caller.Id}") with { Owner = data.Caller, OrganizationId = data.OrganizationId };
    }

    // The hosted service redirects browsers to {org}/_signin; any other redirect (a captive portal) says nothing.
    private static Verdict Redirect(Answer answer)
    {
        var to = answer.Header("Location") ?? "";
        var path = Uri.TryCreate(to, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? AllowedHosts.IsCloud(uri.IdnHost) ? uri.AbsolutePath : ""
            : to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) ? to.Split('?')[0] : "";
        return path.EndsWith("/_signin", StringComparison.OrdinalIgnoreCase)
            ? Say(VerdictReason.NotKnown, answer, "redirect to the sign-in page")
            : Say(VerdictReason.Redirected, answer);
    }

    private static Verdict Refused(Answer answer)
    {
        var message = Json.Object(answer.Body)?.Text("message") ?? "";
        if (NamedOwner(answer) is { } owner)
        {
            return Say(VerdictReason.RefusedByName, answer) with { Owner = owner };
        }

        if (message.Contains("expired", StringComparison.OrdinalIgnoreCase))
        {
            return Say(VerdictReason.Expired, answer, "it says expired");
        }

        if (message.Contains("revoked", StringComparison.OrdinalIgnoreCase))
        {
            return Say(VerdictReason.Revoked, answer, "it says revoked");
        }

        if (message.Contains("TF400813", StringComparison.Ordinal))
        {
            return Say(NamesSomebody(message) ? VerdictReason.RefusedByName : VerdictReason.Refused, answer, "TF400813");
        }

        return IsAzureDevOps(answer) ? Say(VerdictReason.Refused, answer) : Say(VerdictReason.Proxy, answer);
    }

    // A 403 or 404 with the caller's id is an answer to somebody whom the service knows.
    private static Verdict Forbidden(Answer answer)
    {
        if (NamedOwner(answer) is { } owner)
        {
            return Say(VerdictReason.NotPermitted, answer, UserData) with { Owner = owner };
        }

        return answer.Status == 403
            ? Say(answer.IsHtml ? VerdictReason.Proxy : VerdictReason.Forbidden, answer)
            : Say(VerdictReason.OrganizationNotFound, answer);
    }

    private static TokenOwner? NamedOwner(Answer answer)
    {
        var parts = answer.Header(UserData)?.Split(':', 2);
        return parts is { Length: 2 } && Guid.TryParse(parts[0], out var id) && !ConnectionData.IsNobody(id)
            ? new TokenOwner(id, null, parts[1].Length > 0 ? Messages.Shown(parts[1]) : null, null)
            : null;
    }

    // "TF400813: The user '…' is not authorized": with nobody between the quotes it means nobody.
    private static bool NamesSomebody(string message)
    {
        var quoted = message.Split('\'');
        return quoted.Length >= 3 && quoted[1].Length > 0 && !(Guid.TryParse(quoted[1], out var id) && ConnectionData.IsNobody(id));
    }

    private static bool SignInPage(Answer answer) =>
        answer.IsHtml && Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 64 * 1024)]) is var page
        && page.Contains("Azure DevOps", StringComparison.OrdinalIgnoreCase) && page.Contains("Sign In", StringComparison.OrdinalIgnoreCase);

    // A proxy's own 401 must not pass for the service's.
    private static bool IsAzureDevOps(Answer answer) =>
        answer.HasHeaderLike("X-TFS-") || answer.HasHeaderLike("X-VSS-")
        || (answer.Header("WWW-Authenticate") ?? "").Contains("Basic realm=\"http", StringComparison.OrdinalIgnoreCase);

    private static Verdict Say(VerdictReason reason, Answer answer, string? detail = null)
    {
        var body = answer.Body.Length == 0 ? "empty" : answer.IsJson ? "JSON" : answer.IsHtml ? "HTML" : "other content";
        return new(reason, $"HTTP {answer.Status}, {body}{(detail is null ? "" : ", " + detail)}");
    }
}
