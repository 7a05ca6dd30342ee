using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Ai.Makers;

/// <summary>Why a model stopped, in this repository's words; each maker has its own.</summary>
internal enum Stop { Normal, CutOff, Refused }

/// <summary>What a model of a test says. Tokens are what the maker then counts.</summary>
internal sealed record Saying(string Text, Stop Stop = Stop.Normal, int Input = 1_200, int Cached = 0, int Output = 600);

/// <summary>A maker of models that answers each request, streamed or not, with what the test lets it say.</summary>
internal abstract class FakeMaker(TimeProvider clock) : NetworkFake(clock)
{
    public const string Ask = "ask";

    /// <summary>Of a streamed text, in letters.</summary>
    public const int PieceLength = 7;

    /// <summary>The n-th of them answers the n-th request, the last one all that follow.</summary>
    public Queue<Saying> Sayings { get; } = new();

    /// <summary>For requests beyond the queue.</summary>
    public Saying Always { get; set; } = new("");

    public abstract string Key { get; }

    /// <summary>What was said to the model, system and user together.</summary>
    public abstract string PromptOf(ContractCall call);

    public abstract Answer Error(int status, string message);

    /// <summary>The pieces of a streamed answer, as they travel.</summary>
    public abstract IReadOnlyList<string> Events(string model, Saying saying);

    protected abstract Answer Whole(string model, Saying saying);

    protected override Answer Do(string step, ContractCall call)
    {
        if (!HasKey(call))
            return Error(401, "invalid key");
        var saying = Sayings.Count > 0 ? Sayings.Dequeue() : Always;
        var model = (string)call.Json!["model"]!;
        return (bool?)call.Json["stream"] == true ? new Answer(200, string.Concat(Events(model, saying)), "text/event-stream") : Whole(model, saying);
    }

    protected abstract bool HasKey(ContractCall call);

    /// <summary>A text in pieces of a few characters.</summary>
    protected static IEnumerable<string> Pieces(string text) => text.Length == 0 ? [] : text.Chunk(PieceLength).Select(c => new string(c));

    protected static string Event(JsonNode data, string? name = null) => $"{(name is null ? "" : $"event: {name}\n")}data: {data.ToJsonString()}\n\n";
}
