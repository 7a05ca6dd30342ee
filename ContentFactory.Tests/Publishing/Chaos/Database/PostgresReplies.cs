using System.Buffers.Binary;
using System.Text;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>A whole answer of the server: its bytes, the tags of its completed commands ("COMMIT", "INSERT 0 7"), and whether a transaction stays open.</summary>
internal sealed record PostgresReply(ReadOnlyMemory<byte> Bytes, IReadOnlyList<string> Tags, bool InTransaction);

/// <summary>
/// Cuts what a server sends into answers: everything up to ReadyForQuery. What belongs to no answer (log-in, notifications) passes at once
/// as an answer without tags. https://www.postgresql.org/docs/current/protocol-message-formats.html
/// </summary>
internal sealed class PostgresReplies(Stream server)
{
    private const byte Notification = (byte)'A', Notice = (byte)'N', Parameter = (byte)'S', Completed = (byte)'C', ReadyForQuery = (byte)'Z';

    private readonly byte[] header = new byte[5];
    private readonly List<byte> answer = [];
    private List<string> tags = [];
    private bool loggedIn;

    /// <summary>Null at the end of the stream.</summary>
    public async Task<PostgresReply?> NextAsync(CancellationToken ct)
    {
        while (await server.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, ct) == header.Length)
        {
            var (type, body) = (header[0], new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4]);
            await server.ReadExactlyAsync(body, ct);
            if (!loggedIn || type is Notification or Notice or Parameter)
            {
                loggedIn |= type is ReadyForQuery;
                return new((byte[])[.. header, .. body], [], true);
            }
            answer.AddRange(header);
            answer.AddRange(body);
            if (type is Completed)
                tags.Add(Encoding.ASCII.GetString(body, 0, body.Length - 1));
            if (type is ReadyForQuery)
                return Whole(body[0] is not (byte)'I');
        }
        return null;
    }

    private PostgresReply Whole(bool inTransaction)
    {
        var reply = new PostgresReply(answer.ToArray(), tags, inTransaction);
        answer.Clear();
        tags = [];
        return reply;
    }
}
