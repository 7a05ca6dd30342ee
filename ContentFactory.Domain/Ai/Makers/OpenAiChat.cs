using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;

namespace ContentFactory.Domain.Ai.Makers;

/// <summary>OpenAI's own client of chat completions as an <see cref="IChatClient"/>: texts, a schema for the answer, streaming and usage; no tools.</summary>
internal sealed class OpenAiChat(ChatClient client) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var completion = (await client.CompleteChatAsync(Messages(messages), Options(options), cancellationToken)).Value;
        var refused = completion.Refusal is { Length: > 0 };
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, refused ? "" : string.Concat(completion.Content.Select(c => c.Text))))
        {
            FinishReason = refused ? ChatFinishReason.ContentFilter : Reason(completion.FinishReason),
            Usage = Usage(completion.Usage),
            ModelId = completion.Model,
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var refused = false;
        await foreach (var piece in client.CompleteChatStreamingAsync(Messages(messages), Options(options), cancellationToken))
        {
            var update = new ChatResponseUpdate(ChatRole.Assistant, string.Concat(piece.ContentUpdate.Select(c => c.Text)));
            // a refusal ends like any answer, with "stop"
            refused |= piece.RefusalUpdate is { Length: > 0 };
            if (piece.FinishReason is { } reason)
                update.FinishReason = refused ? ChatFinishReason.ContentFilter : Reason(reason);
            if (Usage(piece.Usage) is { } usage)
                update.Contents.Add(new UsageContent(usage));
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() { }

    private static List<OpenAI.Chat.ChatMessage> Messages(IEnumerable<ChatMessage> messages) =>
        [.. messages.Select(m => (OpenAI.Chat.ChatMessage)(m.Role == ChatRole.System ? new SystemChatMessage(m.Text) : m.Role == ChatRole.Assistant ? new AssistantChatMessage(m.Text) : new UserChatMessage(m.Text)))];

    private static ChatCompletionOptions Options(ChatOptions? asked)
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = asked?.MaxOutputTokens, Temperature = asked?.Temperature };
#pragma warning disable OPENAI001 // marked as experimental in the SDK; a field of the API's own description
        if (asked?.Reasoning?.Effort is ReasoningEffort.Low)
            options.ReasoningEffortLevel = ChatReasoningEffortLevel.Low;
#pragma warning restore OPENAI001
        if (asked?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } json)
            options.ResponseFormat = OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), null, jsonSchemaIsStrict: true);
        return options;
    }

    private static ChatFinishReason Reason(OpenAI.Chat.ChatFinishReason reason) => reason switch
    {
        OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        OpenAI.Chat.ChatFinishReason.ToolCalls or OpenAI.Chat.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    private static UsageDetails? Usage(ChatTokenUsage? usage) => usage is null ? null : new UsageDetails
    {
        InputTokenCount = usage.InputTokenCount,
        CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
    };
}
