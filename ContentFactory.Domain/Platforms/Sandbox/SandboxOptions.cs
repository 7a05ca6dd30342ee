namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>The built-in stand-in for the networks. On in Development and for demo tenants; in Production only where this says so.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>Null means: on in Development, off elsewhere.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Whether a tenant may use the sandbox. The composition root fills <see cref="Enabled"/> from the environment.</summary>
    public bool AllowedFor(bool isDemo) => Enabled == true || isDemo;

    /// <summary>Where this application reaches itself; null means its own first address.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Stands in the place of all hosts of a network, e.g. "{base}/bot{token}/{method}" of Telegram.</summary>
    public Uri BaseOf(string platform) => new(BaseUrl ?? throw new InvalidOperationException("Sandbox:BaseUrl was not set."), "sandbox/" + platform);

    /// <summary>Stands in the place of a network's public site. Below it pages are found by the account's handle alone, so it comes first.</summary>
    public Uri PagesOf(string platform, string? handle) =>
        platform is SandboxIdentity.Telegram || string.IsNullOrEmpty(handle) ? BaseOf(platform) : new($"{BaseOf(platform).AbsoluteUri}/{Uri.EscapeDataString(handle)}");
}
