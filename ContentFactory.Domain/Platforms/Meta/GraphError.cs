using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>The error object of the Graph API, or one of the two forms in which its sign-in servers refuse.</summary>
/// <param name="Code">0 where none was given.</param>
/// <param name="Words">What Meta says to a person, else to a developer.</param>
internal sealed record GraphError(long Code, long? Subcode, bool IsTransient, string? Words, string? Type = null)
{
    /// <summary>"190", or "100/33" with its subcode.</summary>
    public string Name => Subcode is { } subcode ? FormattableString.Invariant($"{Code}/{subcode}") : FormattableString.Invariant($"{Code}");

    /// <summary>Null where the answer holds no error.</summary>
    public static GraphError? Read(JsonElement json) => json switch
    {
        _ when json.Property("error") is { ValueKind: JsonValueKind.Object } error => new(
            error.Whole("code") ?? 0, error.Whole("error_subcode"), error.Flag("is_transient") ?? false,
            error.Word("error_user_msg") ?? error.Word("message"), error.Word("type")),
        _ when json.Word("error") is { } name => new(0, null, false, json.Word("error_description") ?? name, name),
        // a container that failed says why under the same name, and answering so is no refusal
        _ when json.Word("error_message") is { } words && (json.Word("error_type") ?? json.Word("code")) is not null => new(json.Whole("code") ?? 0, null, false, words, json.Word("error_type")),
        _ => null,
    };
}
