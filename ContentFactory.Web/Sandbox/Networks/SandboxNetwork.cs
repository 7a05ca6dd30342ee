using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>A call with the account that it is made for.</summary>
/// <param name="Base">The sandbox's address of this network: uploads are sent to addresses below it.</param>
internal sealed record SandboxVisit(SandboxPosts Posts, SandboxSender Account, SandboxRequest Request, TimeProvider Clock, Uri Base)
{
    /// <summary>Reads what a network would fetch.</summary>
    public required SandboxFetch Files { get; init; }

    public string AccountId => SandboxIdentity.AccountId(Account.Platform, Account.ChatId);

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Views of an entry so far.</summary>
    public long Views(SandboxEntry entry) => SandboxNumbers.Views(Account.ChatId, entry.Number, Now - entry.SentAt);

    public int Followers => SandboxNumbers.Followers(Account.ChatId, Now - Account.CreatedAt);
}

/// <summary>One network as the sandbox speaks it: the calls that a connector makes, with the network's own paths, limits and words.</summary>
internal abstract class SandboxNetwork
{
    /// <summary>As in <c>channels.platform</c>.</summary>
    public abstract string Platform { get; }

    /// <summary>The token of the call; null where it carries none.</summary>
    public virtual string? TokenOf(SandboxRequest request) => request.Bearer ?? (request["access_token"] is { Length: > 0 } token ? token : null);

    /// <summary>What finds the account of the call: the hash of its token, unless the network gives out addresses that stand for an account without one.</summary>
    public virtual byte[] TokenHashOf(SandboxRequest request) => SandboxTokens.Hash(TokenOf(request) ?? "");

    /// <summary>Whether the call makes a post visible: a time-out after accepting waits for such a call.</summary>
    public abstract bool Publishes(SandboxRequest request);

    /// <summary>The number of the post whose public page an address is, read behind the account's handle; null where it is none.</summary>
    public virtual int? PageOf(SandboxRequest request) => null;

    /// <summary>Whether an entry has no public page: its owner alone, or a few people, can see it.</summary>
    public virtual bool IsHidden(SandboxEntry entry, DateTimeOffset now) => false;

    /// <summary>What the network says to a token that nobody has.</summary>
    public abstract SandboxReply Unauthorized { get; }

    /// <summary>What the network says to an account that lost its right to post; null where its own calls say it.</summary>
    public virtual SandboxReply? Forbidden => null;

    /// <summary>What the network says when too much was asked.</summary>
    public abstract SandboxReply RateLimited { get; }

    /// <summary>The same where the network names the time at which its limit ends.</summary>
    public virtual SandboxReply RateLimitedAt(DateTimeOffset now) => RateLimited;

    public virtual SandboxReply NotFound => new(404, "{}");

    /// <summary>What it says of a body that can't be read.</summary>
    public virtual SandboxReply Unreadable => new(400, "{}");

    /// <summary>What it says of a body that is larger than any of its own calls.</summary>
    public virtual SandboxReply TooLarge => Unreadable with { Status = StatusCodes.Status413PayloadTooLarge };

    public abstract Task<SandboxReply> AnswerAsync(SandboxVisit visit, CancellationToken ct);
}
