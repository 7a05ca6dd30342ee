using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Ai.Costs;

/// <summary>What a model costs from a day on, in USD. Of the installation, not of a tenant.</summary>
public sealed class AiPrice
{
    private const decimal Million = 1_000_000;

    private AiPrice() { }

    public string Model { get; private set; } = "";
    public DateOnly ValidFrom { get; private set; }
    public AiUnit Unit { get; private set; }
    public decimal Input { get; private set; }
    public decimal CachedInput { get; private set; }

    /// <summary>For all units but tokens this is the whole price.</summary>
    public decimal Output { get; private set; }

    /// <summary>Where the price was read, and when.</summary>
    public string? Source { get; private set; }

    /// <param name="input">All tokens in, the cached ones included.</param>
    public decimal Of(int input, int cached, int output) =>
        decimal.Round(((Math.Max(0, input - cached) * Input) + (cached * CachedInput) + (output * Output)) / Million, 8);

    /// <param name="units">Pictures, thousands of characters, seconds.</param>
    public decimal Of(decimal units) => decimal.Round(units * Output, 8);

    /// <summary>The price on that day, or null: a model without a price costs something unknown, not nothing. One for another unit is none.</summary>
    internal static async Task<AiPrice?> OnAsync(AppDb rows, string model, AiUnit unit, DateTimeOffset now, CancellationToken ct)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var price = await rows.AiPrices.AsNoTracking().Where(p => p.Model == model && p.ValidFrom <= day).OrderByDescending(p => p.ValidFrom).FirstOrDefaultAsync(ct);
        return price?.Unit == unit ? price : null;
    }

    internal static void Map(EntityTypeBuilder<AiPrice> price)
    {
        price.ToTable("ai_prices", t => t.HasCheckConstraint("ck_ai_prices_positive", "input >= 0 and cached_input >= 0 and output >= 0"));
        price.HasKey(p => new { p.Model, p.ValidFrom });
        price.Property(p => p.Model).HasMaxLength(100);
        price.Property(p => p.Input).HasPrecision(12, 4);
        price.Property(p => p.CachedInput).HasPrecision(12, 4);
        price.Property(p => p.Output).HasPrecision(12, 4);
        price.Property(p => p.Source).HasMaxLength(300);
    }
}
