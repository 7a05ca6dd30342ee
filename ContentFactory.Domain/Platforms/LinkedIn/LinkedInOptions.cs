namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>What section <c>Platforms:LinkedIn</c> has besides <see cref="PlatformOptions"/>.</summary>
public sealed class LinkedInOptions
{
    /// <summary>
    /// The version that calls are made with, YYYYMM. LinkedIn keeps one for a year at least ("Versioning", Marketing APIs; 202607 was the
    /// latest in August 2026) and answers 426 afterwards.
    /// </summary>
    public string Version { get; set; } = "202607";

    /// <summary>Ask for pages at the sign-in too. Off by itself: LinkedIn refuses the whole sign-in of an app that has not been given their permissions, which most have not.</summary>
    public bool Pages { get; set; }

    internal bool HasVersion => Version is { Length: 6 } && Version.All(char.IsAsciiDigit);
}
