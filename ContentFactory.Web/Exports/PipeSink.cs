using System.IO.Pipelines;

namespace ContentFactory.Web.Exports;

/// <summary>
/// Lets writers that know no <c>await</c> write into an answer: their bytes wait in the pipe until <see cref="SendAsync"/> hands them on, and
/// that waits for a slow reader. So a file of any size costs a few buffers.
/// </summary>
internal sealed class PipeSink(PipeWriter pipe) : Stream
{
    private const int Enough = 64 * 1024;
    private long waiting;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Sends what has gathered, when it is worth a packet or when it is the end.</summary>
    public async ValueTask SendAsync(CancellationToken ct, bool all = false)
    {
        if (waiting < Enough && !all)
            return;
        waiting = 0;
        if ((await pipe.FlushAsync(ct)).IsCompleted)
            throw new OperationCanceledException("The reader left.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        System.Buffers.BuffersExtensions.Write(pipe, buffer);
        waiting += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
        // SendAsync does it, where it can wait
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
