using System.Globalization;
using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content;

/// <summary>The first comment of one network as it is typed. The panel keeps it, so that looking at another network loses nothing.</summary>
public sealed class CommentDraft
{
    private (string Words, int Delay) seen = ("", 0);

    public string Words { get; private set; } = "";

    /// <summary>As it was typed.</summary>
    public string Wait { get; private set; } = "0";

    public bool Dirty { get; private set; }

    /// <summary>Minutes; -1 for what is no number.</summary>
    public int Delay => string.IsNullOrWhiteSpace(Wait) ? 0 : int.TryParse(Wait, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : -1;

    public void See(NetworkExtras? kept)
    {
        var now = (kept?.FirstComment ?? "", kept?.CommentDelay ?? 0);
        if (now == seen)
            return;
        seen = now;
        // an own save comes back as it was typed; what is not saved yet is not poured over
        if (!Dirty || now == (Words, Delay))
            Show();
    }

    /// <summary>As it is kept.</summary>
    public void Show() => (Words, Wait, Dirty) = (seen.Words, seen.Delay.ToString(CultureInfo.InvariantCulture), false);

    public void Type(string? words) => (Words, Dirty) = (words ?? "", true);

    public void Put(string? wait) => (Wait, Dirty) = (wait ?? "", true);
}
