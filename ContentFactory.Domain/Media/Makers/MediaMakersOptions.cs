namespace ContentFactory.Domain.Media.Makers;

/// <summary>
/// Which services may make pictures, voices and videos (configuration section "Media:Makers"). OpenAI's key and address are those of "Ai:OpenAi".
/// A maker without a key is absent, which is no fault.
/// </summary>
public sealed class MediaMakersOptions
{
    public const string Section = "Media:Makers";

    public OpenAiMediaOptions OpenAi { get; set; } = new();
    public MediaMakerOptions Stability { get; set; } = new();
    public MediaMakerOptions ElevenLabs { get; set; } = new();
    public MediaMakerOptions HeyGen { get; set; } = new();
    public MediaMakerOptions Runway { get; set; } = new();

    /// <summary>For one call, from the first byte out to the last byte in. A picture may take two minutes.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Between two questions how far a video is. Runway wants no fewer than five seconds.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After this a video counts as never to come.</summary>
    public TimeSpan LongestVideo { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Faults, each with the key to set; empty when all is well. None of them says a key.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, maker) in new[] { ("Stability", Stability), ("ElevenLabs", ElevenLabs), ("HeyGen", HeyGen), ("Runway", Runway) })
        {
            if (maker.BaseAddress is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                yield return $"{Section}:{name}:BaseAddress must be an http or https address.";
            if (maker.ApiKey?.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c > '~') is true)
                yield return $"{Section}:{name}:ApiKey has a character that no key has.";
        }
        if (!OpenAi.ImageModel.StartsWith("gpt-image", StringComparison.Ordinal))
            yield return $"{Section}:OpenAi:ImageModel must be a GPT image model: the older ones take other requests.";
        if (Stability.Model is not (null or "core" or "ultra" or "sd3"))
            yield return $"{Section}:Stability:Model must be core, ultra or sd3.";
        if (Runway.Model is { } runway && !RunwayVideos.Models.ContainsKey(runway))
            yield return $"{Section}:Runway:Model must be one of {string.Join(", ", RunwayVideos.Models.Keys)}.";
        if (ElevenLabs is { HasKey: true, Voice: null or "" })
            yield return $"{Section}:ElevenLabs:Voice must be the id of a voice.";
        if (HeyGen is { HasKey: true, Voice: null or "" } or { HasKey: true, Avatar: null or "" })
            yield return $"{Section}:HeyGen:Avatar and {Section}:HeyGen:Voice must be the ids of an avatar and of a voice.";
        if (CallTimeout < TimeSpan.FromSeconds(10) || CallTimeout > TimeSpan.FromMinutes(5))
            yield return $"{Section}:CallTimeout must be 00:00:10 to 00:05:00.";
        if (PollEvery < TimeSpan.FromSeconds(5) || PollEvery > TimeSpan.FromMinutes(5))
            yield return $"{Section}:PollEvery must be 00:00:05 to 00:05:00.";
        if (LongestVideo < TimeSpan.FromMinutes(1) || LongestVideo > TimeSpan.FromHours(12))
            yield return $"{Section}:LongestVideo must be 00:01:00 to 12:00:00.";
    }
}

/// <summary>What OpenAI is asked for beside texts.</summary>
public sealed class OpenAiMediaOptions
{
    public string ImageModel { get; set; } = "gpt-image-2";
    public string SpeechModel { get; set; } = "tts-1";
    public string Voice { get; set; } = "alloy";
}

/// <summary>One maker of media.</summary>
public sealed class MediaMakerOptions
{
    public string? ApiKey { get; set; }

    /// <summary>Empty is the maker's own address.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Empty takes the one that the product knows.</summary>
    public string? Model { get; set; }

    /// <summary>Of makers that speak: the id of the voice.</summary>
    public string? Voice { get; set; }

    /// <summary>Of HeyGen: the id of the look.</summary>
    public string? Avatar { get; set; }

    internal bool HasKey => ApiKey is { Length: > 0 };

    internal string Address(string own) => (BaseAddress is { Length: > 0 } set ? set : own).TrimEnd('/');
}
