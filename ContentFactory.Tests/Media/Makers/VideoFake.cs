using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>A maker with jobs that are started, asked after, sometimes ended, and whose files are fetched from an address of the answer.</summary>
internal abstract class VideoFake(TimeProvider clock) : MakerFake(clock)
{
    public const string Start = "start";
    public const string Look = "look";
    public const string Cancel = "cancel";
    public const string Fetch = "fetch";

    private readonly List<DateTimeOffset> lookedAt = [];

    /// <summary>What the job says each time it is asked, in the maker's words; the last one for ever.</summary>
    public Queue<string> States { get; } = new();

    /// <summary>Where the finished file lies; null is the fake itself.</summary>
    public string? FileAddress { get; set; }

    public IReadOnlyList<DateTimeOffset> LookedAt => lookedAt;

    protected string AddressOf(string id) => FileAddress ?? $"{Address}files/{id}.mp4?signature=1";

    public void Script(params string[] states)
    {
        States.Clear();
        foreach (var state in states)
            States.Enqueue(state);
    }

    protected string NextState()
    {
        lookedAt.Add(Clock.GetUtcNow());
        return States.Count > 1 ? States.Dequeue() : States.Peek();
    }

    protected override string? StepOf(ContractCall call) => call is { Method: "GET", Path: ['/', 'f', 'i', 'l', 'e', 's', '/', ..] } ? Fetch : Step(call);

    protected abstract string? Step(ContractCall call);

    /// <summary>A file needs no key: its address is signed.</summary>
    protected override Answer Do(string step, ContractCall call) => step is Fetch ? Binary(File, "video/mp4") : base.Do(step, call);
}
