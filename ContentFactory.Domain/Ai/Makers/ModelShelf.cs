using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace ContentFactory.Domain.Ai.Makers;

/// <summary>The models that can be asked, by the makers' own SDKs. None of these repeats a call: the writer decides what comes next.</summary>
public sealed class ModelShelf : IDisposable
{
    // the makers' middle and small model of autumn 2026
    private static readonly string[] OfAnthropic = ["claude-sonnet-5-5", "claude-haiku-5-5"];
    private static readonly string[] OfOpenAi = ["gpt-6-sol", "gpt-6-luna"];

    private readonly AiOptions options;
    private readonly HttpClient http;
    private readonly AnthropicClient? anthropic;

    public ModelShelf(IOptions<AiOptions> options, TimeProvider clock)
    {
        this.options = options.Value;
        // a key goes to the configured address and to no other; how long an answer may take, the caller says
        http = new HttpClient(new CallNoteHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }, clock))
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        All = [.. Offers(this.options)];
        if (HasKey(this.options.Anthropic))
            anthropic = Client(this.options.Anthropic);
    }

    /// <summary>In the order of preference; the first is the default, the first of another maker (or the second) stands in for it.</summary>
    public IReadOnlyList<ModelOffer> All { get; }

    public ModelOffer? Find(string? model) => model is null ? null : All.FirstOrDefault(o => o.Model.Equals(model, StringComparison.OrdinalIgnoreCase));

    /// <summary>What stands in for a model that failed; null where there is no other.</summary>
    public ModelOffer? Other(ModelOffer first) => All.FirstOrDefault(o => o.Maker != first.Maker) ?? All.FirstOrDefault(o => o != first);

    internal IChatClient Client(ModelOffer offer) => offer.Maker switch
    {
        ModelOffer.Anthropic => anthropic!.AsIChatClient(offer.Model),
        ModelOffer.OpenAi => new OpenAiChat(Chat(options.OpenAi, offer.Model)),
        _ => new OpenAiChat(Chat(options.Compatible, offer.Model)),
    };

    public void Dispose() => http.Dispose();

    private static IEnumerable<ModelOffer> Offers(AiOptions options)
    {
        IEnumerable<ModelOffer> found =
        [
            .. HasKey(options.Anthropic) ? Named(ModelOffer.Anthropic, options.Anthropic, OfAnthropic) : [],
            .. HasKey(options.OpenAi) ? Named(ModelOffer.OpenAi, options.OpenAi, OfOpenAi) : [],
            .. options.Compatible.BaseAddress is { Length: > 0 } ? Named(NameOf(options.Compatible), options.Compatible, []) : [],
        ];
        return found.DistinctBy(o => o.Model, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<ModelOffer> Named(string maker, MakerOptions options, string[] known) =>
        (options.Models.Length > 0 ? options.Models : known).Select(model => new ModelOffer(maker, model));

    private static string NameOf(MakerOptions compatible) =>
        compatible.Name is { Length: > 0 } name && name is not (ModelOffer.Anthropic or ModelOffer.OpenAi) ? PlainText.Cut(name, 40) : "compatible";

    private static bool HasKey(MakerOptions maker) => maker.ApiKey is { Length: > 0 };

    // said outright: the SDK would take an address or a key out of the environment otherwise
    private AnthropicClient Client(MakerOptions maker) => new()
    {
        ApiKey = maker.ApiKey, BaseUrl = maker.BaseAddress is { Length: > 0 } address ? address : "https://api.anthropic.com",
        HttpClient = http, MaxRetries = 0, Timeout = options.Timeout,
    };

    private ChatClient Chat(MakerOptions maker, string model)
    {
        var client = new OpenAIClientOptions
        {
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0), Transport = new HttpClientPipelineTransport(http), NetworkTimeout = options.Timeout,
        };
        client.Endpoint = new Uri(maker.BaseAddress is { Length: > 0 } address ? address : "https://api.openai.com/v1");
        // a server of one's own may want no key; the SDK wants one
        return new ChatClient(model, new ApiKeyCredential(HasKey(maker) ? maker.ApiKey! : "none"), client);
    }
}
