using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.Media.Makers;

namespace ContentFactory.Web.Media.Making;

/// <summary>An order to a maker as it is being written. What was typed stays through a change of maker or kind, and while the sheet is closed.</summary>
public sealed class OrderDraft
{
    private enum Use { Picture, Speech, Film }

    private const int UsualSeconds = 5;

    private readonly Dictionary<Use, string> typed = [];
    private readonly Dictionary<MadeKind, string> chosen = [];
    private IReadOnlyList<MakerOffer> all = [];
    private OrderWords words = new("", "", "");
    private MadeShape shape;
    private int seconds = UsualSeconds;

    public MadeKind Kind { get; set; }

    /// <summary>Those who make this kind, with a key first.</summary>
    public IReadOnlyList<MakerOffer> Offers => [.. all.Where(o => o.Kind == Kind).OrderByDescending(o => o.IsAvailable)];

    /// <summary>Null where nobody here makes this kind.</summary>
    public MakerOffer? Maker => Offers.FirstOrDefault(o => o.IsAvailable && o.Maker == chosen.GetValueOrDefault(Kind)) ?? Offers.FirstOrDefault(o => o.IsAvailable);

    public string Text
    {
        get => typed.GetValueOrDefault(UseOfText) ?? UseOfText switch { Use.Picture => words.Picture, Use.Speech => words.Speech, Use.Film => words.Film };
        set => typed[UseOfText] = value;
    }

    public MadeShape Shape
    {
        get => Maker is not { Shapes: [var first, ..] shapes } || shapes.Contains(shape) ? shape : first;
        set => shape = value;
    }

    /// <summary>Null where there is no choice.</summary>
    public int? Seconds
    {
        get => Maker is not { Seconds: [.., var longest] lengths } ? null : lengths.Where(s => s >= seconds).DefaultIfEmpty(longest).First();
        set => seconds = value ?? UsualSeconds;
    }

    /// <summary>How long it will last, and so what it costs, is known only when it is spoken.</summary>
    public bool IsMost => Kind is MadeKind.Video && Seconds is null;

    private Use UseOfText => Maker is { Speaks: true } ? Use.Speech : Kind is MadeKind.Video ? Use.Film : Use.Picture;

    public void Fill(IReadOnlyList<MakerOffer> offers, OrderWords? given) => (all, words) = (offers, given ?? words);

    public void Choose(MakerOffer maker) => chosen[Kind] = maker.Maker;

    /// <summary>What was typed has been ordered.</summary>
    public void Forget() => typed.Remove(UseOfText);

    public MediaOrder Order(Guid? companyId, Guid? postId) => new(Maker!.Maker, Text, Shape, Seconds, companyId, postId);
}
