using ContentFactory.Domain.Ai.Costs;

namespace ContentFactory.Domain.Media.Makers;

public enum MadeKind { Image, Voice, Video }

public enum MadeShape { Square, Portrait, Landscape }

/// <summary>What somebody wants made. Kept with the long work that makes it.</summary>
/// <param name="Maker">As <see cref="MakerOffer.Maker"/> says it.</param>
/// <param name="Text">What is to be seen, or the words to be spoken.</param>
/// <param name="Shape">Of no matter for voices.</param>
/// <param name="Seconds">Where the maker lets one choose; null takes the maker's usual length.</param>
/// <param name="PostId">Bears the cost; the file is put into the library, not into the post.</param>
public sealed record MediaOrder(string Maker, string Text, MadeShape Shape = MadeShape.Square, int? Seconds = null, Guid? CompanyId = null, Guid? PostId = null)
{
    /// <summary>Who ordered it; set when it is placed.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Where the finished file is offered: an address inside the tenant.</summary>
    internal string LinkTo(Guid media) => PostId is { } post ? $"content/{post}?made={media}" : $"content/media/{media}";
}

/// <summary>What is known of a maker, whether it can be asked or not.</summary>
/// <param name="Maker">Stored in the log: never rename it.</param>
/// <param name="Model">The model's name, under which its price stands too.</param>
/// <param name="MostCharacters">The maker's own limit where it says one, else this product's.</param>
internal sealed record MakerFacts(MadeKind Kind, string Maker, string Name, string Model, AiUnit Unit, int MostCharacters, IReadOnlyList<MadeShape> Shapes)
{
    /// <summary>Lengths that can be chosen; empty where there is nothing to choose.</summary>
    public IReadOnlyList<int> Seconds { get; init; } = [];

    /// <summary>Its text is spoken; else it says what is to be seen.</summary>
    public bool Speaks { get; init; }

    public string MadeBy => $"{Maker} {Model}";
}
