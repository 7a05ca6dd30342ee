using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.BadInput;

/// <summary>What an account may have lost; each network says it in its own way.</summary>
public enum Trouble { RevokedToken, MissingScope, PageWithoutPermission, PrivateChannel, BotNotAdmin }

/// <summary>One network's connector beside its fake, called as the publishing engine calls it.</summary>
internal abstract class Contestant : IAsyncDisposable
{
    private static readonly Dictionary<string, Func<Contestant>> Known = new()
    {
        ["telegram"] = () => new TelegramContestant(), ["instagram"] = () => new InstagramContestant(), ["facebook"] = () => new FacebookContestant(),
        ["threads"] = () => new ThreadsContestant(), ["youtube"] = () => new YouTubeContestant(), ["tiktok"] = () => new TikTokContestant(),
        ["x"] = () => new XContestant(), ["linkedin"] = () => new LinkedInContestant(), ["discord"] = () => new DiscordContestant(),
    };

    private int files;

    public static IReadOnlyList<string> Networks => [.. Known.Keys];

    public abstract IPlatform Platform { get; }

    /// <summary>How many requests have come to the network.</summary>
    public abstract int Requests { get; }

    /// <summary>The words of everything that is out, as its readers see them; a link that stands beside the words is below them.</summary>
    public abstract IReadOnlyList<string> Shown { get; }

    public static async Task<Contestant> StartAsync(string network)
    {
        var contestant = Known[network]();
        await contestant.BeginAsync();
        return contestant;
    }

    /// <summary>The simplest post with these words and files.</summary>
    public virtual OutgoingPost Post(string words, params OutgoingMedia[] media) => new(words, media);

    /// <summary>Until the post is out or refused.</summary>
    public abstract Task<PublishOutcome> PublishAsync(OutgoingPost post);

    public abstract Task BreakAsync(Trouble trouble);

    /// <summary>The network refuses the next post for its own reasons, with its own answer.</summary>
    public virtual void Refuse(string why) => throw new InvalidOperationException($"{Platform.Key} has no answer of its own to {why}.");

    public abstract ValueTask DisposeAsync();

    public OutgoingMedia Picture(long size = 200_000, int width = 1080, int height = 1080, string type = "image/jpeg", string name = "photo.jpg") =>
        Place(new(MediaKind.Image, name, type, size, width, height, null, _ => Task.FromResult<Stream>(new Zeros(size))));

    public OutgoingMedia Video(long size = 200_000, int width = 720, int height = 1280) =>
        Place(new(MediaKind.Video, "a.mp4", "video/mp4", size, width, height, null, _ => Task.FromResult<Stream>(new Zeros(size))) { Duration = TimeSpan.FromSeconds(30) });

    protected abstract Task BeginAsync();

    /// <summary>True where the network fetches files, and can fetch this one.</summary>
    protected virtual bool CanFetch(Uri address, OutgoingMedia file) => false;

    private OutgoingMedia Place(OutgoingMedia file)
    {
        var address = new Uri($"https://media.example/{++files}/{file.FileName}");
        return CanFetch(address, file) ? file with { PublicUrl = address } : file;
    }
}

/// <summary>One with a rig of its own in the network's folder.</summary>
internal abstract class Contestant<TRig>(TRig rig) : Contestant where TRig : ConnectorRig
{
    protected TRig Rig => rig;

    public override IPlatform Platform => rig.Platform;

    public override int Requests => rig.Network.Calls.Count;

    public override Task<PublishOutcome> PublishAsync(OutgoingPost post) => rig.Run().ToTheEndAsync(post);

    public IReadOnlyList<ContractCall> Calls(string step) => rig.Network.Of(step);

    /// <summary>One call, of which no request of this step arrives.</summary>
    public Task<PublishOutcome> PublishWithoutAsync(string step, OutgoingPost post)
    {
        rig.Network.Arrives = s => s != step;
        return rig.Run().OnceAsync(post);
    }

    public override async ValueTask DisposeAsync() => await rig.DisposeAsync();

    protected override Task BeginAsync() => rig.InitializeAsync();

    protected void Answers(string step, Answer answer) => rig.Network.Fail(step, Faults.Answers(answer), times: 5);
}

/// <summary>A file of any size that takes no memory.</summary>
internal sealed class Zeros(long size) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => size;
    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, size - Position);
        buffer.AsSpan(offset, read).Clear();
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => size + offset };

    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
