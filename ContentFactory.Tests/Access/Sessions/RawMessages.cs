using System.Buffers.Binary;
using System.Text;

namespace ContentFactory.Tests.Access;

/// <summary>The messages of a circuit's connection as the hub's protocol frames them: a length, then [kind, headers, id, …].</summary>
internal static class RawMessages
{
    private const byte GreetingEnd = 0x1e;

    public static byte[] Greeting { get; } = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();

    public static byte[] Ping { get; } = [0x02, 0x91, 0x06];

    private static byte[] ScriptCall { get; } = "JS.BeginInvokeJS"u8.ToArray();

    private static byte[] RenderBatch { get; } = "JS.RenderBatch"u8.ToArray();

    /// <summary>A call of the hub; without an id nobody waits for its answer.</summary>
    public static byte[] Invocation(string? id, string method, params string[] arguments)
    {
        using var packed = new MemoryStream();
        packed.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
            Write(packed, argument);
        return Frame(id, method, packed.ToArray());
    }

    public static byte[] Click(string call, int target, int handler)
    {
        using var packed = new MemoryStream();
        packed.WriteByte(0x95);
        Write(packed, call);
        packed.WriteByte(0xc0);
        Write(packed, "DispatchEventAsync");
        packed.WriteByte((byte)target);
        Write(packed, $$"""[{"eventHandlerId":{{handler}},"eventName":"click","eventFieldInfo":null},{"type":"click"}]""");
        return Frame(null, "BeginInvokeDotNetFromJS", packed.ToArray());
    }

    /// <summary>What a browser says when a link within the application was pressed.</summary>
    public static byte[] Moved(string uri)
    {
        using var packed = new MemoryStream();
        packed.WriteByte(0x93);
        Write(packed, uri);
        packed.Write([0xc0, 0xc3]);
        return Frame(null, "OnLocationChanged", packed.ToArray());
    }

    /// <summary>[task, name, arguments, kind of result, target]; null where this is something else, or nobody waits for an answer.</summary>
    public static (long Id, bool WantsObject)? ScriptCallOf(byte[] message)
    {
        if (message.AsSpan().IndexOf(ScriptCall) is not (>= 0 and < 40 and var at))
            return null;
        at += ScriptCall.Length + 1;
        var id = TakeNumber(message, ref at);
        SkipText(message, ref at);
        SkipText(message, ref at);
        return id == 0 ? null : (id, TakeNumber(message, ref at) == 1);
    }

    public static byte[] ScriptAnswer(long id, bool isObject)
    {
        using var packed = new MemoryStream();
        packed.WriteByte(0x93);
        packed.WriteByte(0xcf);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, id);
        packed.Write(number);
        packed.WriteByte(0xc3);
        Write(packed, $"[{id},true,{(isObject ? $$"""{"__jsObjectId":{{id}}}""" : "null")}]");
        return Frame(null, "EndInvokeJSFromDotNet", packed.ToArray());
    }

    private static long TakeNumber(byte[] message, ref int at)
    {
        var kind = message[at++];
        var size = kind switch { 0xcc or 0xd0 => 1, 0xcd or 0xd1 => 2, 0xce or 0xd2 => 4, 0xcf or 0xd3 => 8, _ => 0 };
        var value = size == 0 ? kind : message.AsSpan(at, size).ToArray().Aggregate(0L, (sum, one) => sum << 8 | one);
        at += size;
        return value;
    }

    private static void SkipText(byte[] message, ref int at)
    {
        var kind = message[at++];
        at += kind switch
        {
            0xc0 => 0,
            0xd9 => 1 + message[at],
            0xda => 2 + BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at)),
            0xdb => 4 + BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(at)),
            _ => kind & 0x1f,
        };
    }

    /// <summary>What a browser says after it has drawn.</summary>
    public static byte[] Drawn(int drawing) => Frame(null, "OnRenderCompleted", [0x92, 0xcd, (byte)(drawing >> 8), (byte)drawing, 0xc0]);

    /// <summary>The number of what is to be drawn; null where this is something else.</summary>
    public static int? DrawingOf(byte[] message)
    {
        if (message.AsSpan().IndexOf(RenderBatch) is not (>= 0 and < 40 and var at))
            return null;
        var number = message.AsSpan(at + RenderBatch.Length + 1);
        return number[0] switch
        {
            0xcc => number[1],
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(number[1..]),
            var small => small,
        };
    }

    public static bool IsPing(byte[] message) => message is [0x91, 0x06];

    /// <summary>[3, headers, id, kind, result] with a short id: all that the calls here need.</summary>
    public static bool IsCompletion(byte[] message, string id, out object? result)
    {
        result = null;
        if (message.Length < 5 || message[1] != 3)
            return false;
        var at = 3;
        var length = message[at++] & 0x1f;
        if (Encoding.UTF8.GetString(message, at, length) != id)
            return false;
        at += length;
        if (message[at++] != 3)
            return true;
        result = message[at] switch
        {
            0xc2 => false,
            0xc3 => true,
            0xc0 => null,
            0xd9 => Encoding.UTF8.GetString(message, at + 2, message[at + 1]),
            0xda => Encoding.UTF8.GetString(message, at + 3, BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at + 1))),
            var small => Encoding.UTF8.GetString(message, at + 1, small & 0x1f),
        };
        return true;
    }

    /// <summary>Takes the first message that is whole; null where none is.</summary>
    public static byte[]? Take(MemoryStream arrived)
    {
        var all = arrived.GetBuffer().AsSpan(0, (int)arrived.Length);
        int length = 0, at = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (at >= all.Length)
                return null;
            length |= (all[at] & 127) << shift;
            if (all[at++] < 128)
                break;
        }
        return Take(arrived, at, length);
    }

    public static byte[]? TakeGreeting(MemoryStream arrived)
    {
        var end = arrived.GetBuffer().AsSpan(0, (int)arrived.Length).IndexOf(GreetingEnd);
        return end < 0 ? null : Take(arrived, 0, end + 1);
    }

    private static byte[]? Take(MemoryStream arrived, int at, int length)
    {
        var all = arrived.GetBuffer().AsSpan(0, (int)arrived.Length);
        if (all.Length - at < length)
            return null;
        var message = all.Slice(at, length).ToArray();
        var rest = all[(at + length)..].ToArray();
        arrived.SetLength(0);
        arrived.Write(rest);
        return message;
    }

    private static byte[] Frame(string? id, string method, byte[] arguments)
    {
        using var body = new MemoryStream();
        body.Write([0x95, 0x01, 0x80]);
        if (id is null)
            body.WriteByte(0xc0);
        else
            Write(body, id);
        Write(body, method);
        body.Write(arguments);
        using var framed = new MemoryStream();
        var length = (uint)body.Length;
        for (; length > 127; length >>= 7)
            framed.WriteByte((byte)((length & 127) | 128));
        framed.WriteByte((byte)length);
        body.WriteTo(framed);
        return framed.ToArray();
    }

    private static void Write(MemoryStream to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> header = [0xdb, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header[1..], bytes.Length);
        to.Write(header);
        to.Write(bytes);
    }
}
