using ContentFactory.Domain.Ai.Costs;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>Why a call came to nothing.</summary>
/// <param name="MayCost">Nobody can say that it was not charged.</param>
/// <param name="Code">The maker's own word for it.</param>
internal sealed record MakerFault(AiFault Fault, bool MayCost, TimeSpan? RetryAfter = null, string? Code = null);

/// <summary>What a call came to: a value or a fault.</summary>
internal readonly record struct MakerAnswer<T>(T? Value, MakerFault? Fault) where T : class
{
    public static implicit operator MakerAnswer<T>(T value) => new(value, null);
    public static implicit operator MakerAnswer<T>(MakerFault fault) => new(null, fault);
}
