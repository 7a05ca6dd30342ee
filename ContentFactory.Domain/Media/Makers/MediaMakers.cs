using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>A maker as a person chooses it.</summary>
/// <param name="Maker">What an order names.</param>
/// <param name="Name">What a person reads.</param>
/// <param name="Price">What it costs, for a person.</param>
/// <param name="Adds">Where there is no key: what it would add. Null where the maker can be asked.</param>
/// <param name="Seconds">Lengths to choose from; empty where there is no choice.</param>
public sealed record MakerOffer(
    MadeKind Kind, string Maker, string Name, string Model, LongText Price, LongText? Adds, int MostCharacters, IReadOnlyList<MadeShape> Shapes, IReadOnlyList<int> Seconds)
{
    public bool IsAvailable => Adds is null;

    /// <summary>Its text is spoken; else it says what is to be seen.</summary>
    public bool Speaks { get; init; }

    /// <summary>Where its key belongs, for those who run the system; null for others, and where there is one.</summary>
    public string? Setting { get; init; }

    /// <summary>USD for a unit; null where the model has no price.</summary>
    internal decimal? UnitPrice { get; init; }
}

/// <summary>Which outside services can make media here, and for how much.</summary>
public sealed class MediaMakers(Db db, Actor actor, MakerShelf shelf, TimeProvider clock)
{
    /// <summary>All that the product knows, in the order to offer them; those without a key say what one would add.</summary>
    public async Task<IReadOnlyList<MakerOffer>> OffersAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var models = shelf.All.Select(p => p.Known.Model).Distinct().ToArray();
        var prices = await rows.AiPrices.AsNoTracking().Where(p => models.Contains(p.Model) && p.ValidFrom <= day).ToListAsync(ct);
        return [.. shelf.All.Select(p => Offer(p, prices.Where(x => x.Model == p.Known.Model).MaxBy(x => x.ValidFrom)))];
    }

    /// <summary>The most that an order comes to, in USD, as the budget is asked for it; null where nobody knows.</summary>
    public decimal? Estimate(MakerOffer offer, MediaOrder order)
    {
        actor.Demand(Permission.ViewMedia);
        return offer.UnitPrice is { } price && shelf.Find(offer.Kind, offer.Maker) is { } maker ? price * maker.MostUnits(order) : null;
    }

    private MakerOffer Offer(ShelfPlace place, AiPrice? price)
    {
        var known = place.Known;
        var text = price?.Unit == known.Unit ? PriceText(known.Unit, price.Output) : new LongText("Media.Price_Unknown");
        return new(known.Kind, known.Maker, known.Name, known.Model, text, place.Maker is null ? new LongText(place.Adds) : null, known.MostCharacters, known.Shapes, known.Seconds)
        {
            Speaks = known.Speaks, UnitPrice = price?.Unit == known.Unit ? price.Output : null,
            Setting = place.Maker is null && actor.May(Permission.EditAiPrices) ? place.Setting : null,
        };
    }

    private static LongText PriceText(AiUnit unit, decimal usd) => unit switch
    {
        AiUnit.ThousandCharacters => new LongText("Media.Price_Characters", usd),
        AiUnit.Second => new LongText("Media.Price_Second", usd),
        AiUnit.Image => new LongText("Media.Price_Image", usd),
        AiUnit.MillionTokens => new LongText("Media.Price_Unknown"),
    };
}
