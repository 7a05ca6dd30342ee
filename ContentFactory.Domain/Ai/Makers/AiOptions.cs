namespace ContentFactory.Domain.Ai.Makers;

/// <summary>Whose models this installation may ask (configuration section "Ai"). Without any, the offline composer writes.</summary>
public sealed class AiOptions
{
    public const string Section = "Ai";

    public MakerOptions Anthropic { get; set; } = new();

    public MakerOptions OpenAi { get; set; } = new();

    /// <summary>Any server that speaks OpenAI's chat completions; its address comes from whoever runs the installation.</summary>
    public MakerOptions Compatible { get; set; } = new();

    /// <summary>For one answer, from the first byte out to the last byte in.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>After this time a request without an outcome counts as lost with its node. Longer than two answers may take.</summary>
    public TimeSpan LostAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Faults, each with the key to set; empty when all is well. None of them says a key.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, maker) in new[] { ("Anthropic", Anthropic), ("OpenAi", OpenAi), ("Compatible", Compatible) })
        {
            if (maker.BaseAddress is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                yield return $"Ai:{name}:BaseAddress must be an http or https address.";
            if (maker.ApiKey?.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c > '~') is true)
                yield return $"Ai:{name}:ApiKey has a character that no key has.";
            foreach (var model in maker.Models.Where(m => m.Length is 0 or > 100))
                yield return $"Ai:{name}:Models has a name of {model.Length} characters; 1 to 100 are possible.";
        }
        if (Compatible.BaseAddress is { Length: > 0 } && Compatible.Models.Length == 0)
            yield return "Ai:Compatible:Models must name at least one model of the server at Ai:Compatible:BaseAddress.";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(10))
            yield return "Ai:Timeout must be 00:00:01 to 00:10:00.";
        if (LostAfter < Timeout * 2)
            yield return "Ai:LostAfter must be at least twice Ai:Timeout.";
    }
}

/// <summary>One maker of models.</summary>
public sealed class MakerOptions
{
    /// <summary>How people know the server; only a compatible one has a name of its own.</summary>
    public string? Name { get; set; }

    public string? ApiKey { get; set; }

    /// <summary>Empty is the maker's own address.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Which models tenants may choose, the first one by default; empty takes those that the product knows.</summary>
    public string[] Models { get; set; } = [];
}
