using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>What pictures and voices of OpenAI have in common.</summary>
internal static class OpenAiAccount
{
    public static string Address(MakerOptions account) => (account.BaseAddress is { Length: > 0 } set ? set : "https://api.openai.com/v1").TrimEnd('/');

    public static MakerFault Refusal(MakerReply reply)
    {
        var error = reply.Json()?["error"];
        var (code, type) = (MakerReply.Text(error, "code"), MakerReply.Text(error, "type"));
        return reply.Refusal(reply.Status switch
        {
            429 when code is "insufficient_quota" || type is "insufficient_quota" => AiFault.NoMoney,
            400 when IsPolicy(code) || IsPolicy(type) => AiFault.Refused,
            _ => null,
        }, code ?? type);
    }

    // the description does not name the words, and they differ between the models
    private static bool IsPolicy(string? word) => word is not null && (word.Contains("policy", StringComparison.Ordinal) || word.Contains("moderation", StringComparison.Ordinal));
}
