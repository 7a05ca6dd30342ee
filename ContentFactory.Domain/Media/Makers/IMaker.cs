using ContentFactory.Domain.Ai.Costs;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>A service that makes media. No call of one is ever repeated by itself: most of them cost.</summary>
internal interface IMaker
{
    MakerFacts Facts { get; }

    /// <summary>The most that the order can come to, in the unit of its price.</summary>
    decimal MostUnits(MediaOrder order);
}

/// <summary>Answers a call with the finished file.</summary>
internal interface IMadeAtOnce : IMaker
{
    Task<MakerAnswer<MadeFile>> MakeAsync(MediaOrder order, CancellationToken ct);
}

/// <summary>Answers a call with the name of a job that is asked after until it ends.</summary>
internal interface IMadeByJob : IMaker
{
    /// <summary>What the job is called.</summary>
    Task<MakerAnswer<string>> StartAsync(MediaOrder order, CancellationToken ct);

    Task<MakerAnswer<JobLook>> LookAsync(string job, CancellationToken ct);

    /// <summary>As far as the maker can; false where the job goes on, or nobody knows.</summary>
    Task<bool> CancelAsync(string job, CancellationToken ct);
}

/// <param name="Usage">Tokens, where the maker counted some; the price of media does not hang on them.</param>
internal sealed record MadeFile(byte[] Bytes, string Extension, TokenUse? Usage = null);

/// <summary>Gone: the maker does not know the job any more.</summary>
internal enum JobState { Working, Done, Failed, Gone }

/// <param name="Part">From 0 to 1, where the maker says it.</param>
/// <param name="Address">Of the finished file.</param>
/// <param name="Cost">USD, as the maker counted.</param>
/// <param name="Seconds">Of the finished file, as the maker measured.</param>
/// <param name="Fault">Why it failed.</param>
internal sealed record JobLook(JobState State, double? Part = null, Uri? Address = null, decimal? Cost = null, decimal? Seconds = null, MakerFault? Fault = null);
