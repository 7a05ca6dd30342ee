using ContentFactory.Domain.Media.Making;

namespace ContentFactory.Web.Media.Making;

/// <summary>A card as somebody wants it.</summary>
public sealed class CardDraft
{
    /// <summary>The name of a <see cref="CardLayout"/>; empty for what suits the text.</summary>
    public string Layout { get; set; } = "";

    public CardSize Size { get; set; } = CardSize.Square;
    public CardScheme Scheme { get; set; } = CardScheme.Brand;
    public int Seed { get; set; }

    public CardChoice Choice => new(Enum.TryParse<CardLayout>(Layout, out var chosen) ? chosen : null, Size, Scheme, Seed);

    public string Query => FormattableString.Invariant($"layout={Layout}&size={Size}&scheme={Scheme}&seed={Seed}");
}
