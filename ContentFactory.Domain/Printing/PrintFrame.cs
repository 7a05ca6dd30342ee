namespace ContentFactory.Domain.Printing;

/// <summary>What stands above and below each page. All texts are in the reader's language already.</summary>
/// <param name="Owner">Whose it is: the name of the workspace.</param>
/// <param name="Facts">What the pages show: zone, filters, how many. As many lines as they need.</param>
/// <param name="Made">When it was made, with its zone.</param>
/// <param name="PageOf">"Page 2 of 5".</param>
/// <param name="Language">Of the texts, e.g. "ru": readers of screens speak it.</param>
/// <param name="MadeAt">The same as <paramref name="Made"/> for programs.</param>
public sealed record PrintFrame(string Owner, string Title, IReadOnlyList<string> Facts, string Made, Func<int, int, string> PageOf, string Language, DateTimeOffset MadeAt)
{
    /// <summary>The look of a business, for what it gives away; null for plain pages.</summary>
    public PrintBrand? Brand { get; init; }
}

/// <param name="Logo">PNG or JPEG; null where there is none.</param>
public sealed record PrintBrand(PrintColour Primary, PrintColour Secondary, byte[]? Logo);
