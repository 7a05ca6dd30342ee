using System.Text.RegularExpressions;
using ContentFactory.Domain.Outgoing;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>What somebody typed of a store of their own.</summary>
/// <param name="Name">The bucket, or the name of the cloud.</param>
public sealed record StoreDraft(MediaStoreKind Kind, string Name, string AccessKey, string Secret, string? Endpoint = null, string? Region = null, string? Prefix = null, bool PathStyle = true)
{
    public override string ToString() => $"{Kind} {Name}";
}

/// <summary>Looks at what was typed of a store, and tries the store with a small file.</summary>
public sealed partial class StoreDesk(StoreShelf shelf, StoreVault vault, AddressRules rules, TimeProvider clock, ILogger<StoreDesk> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // one transparent point
    private static readonly byte[] Small = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==");

    internal static string Mask(string key) => key.Length <= 8 ? "••••" : $"••••{key[^4..]}";

    internal static Problem? KeyFault(string accessKey, string secret) =>
        !Key().IsMatch(accessKey.Trim()) ? Problem.Invalid(nameof(StoreDraft.AccessKey), "Media.Store_Key")
        : !Key().IsMatch(secret.Trim()) ? Problem.Invalid(nameof(StoreDraft.Secret), "Media.Store_Secret") : null;

    internal Problem? FaultOf(StoreDraft draft)
    {
        if (draft.Kind is MediaStoreKind.Local)
            return Problem.Invalid(nameof(StoreDraft.Kind), "Media.Store_Kind");
        if (!(draft.Kind is MediaStoreKind.S3 ? Bucket() : Cloud()).IsMatch(draft.Name.Trim()))
            return Problem.Invalid(nameof(StoreDraft.Name), draft.Kind is MediaStoreKind.S3 ? "Media.Store_Bucket" : "Media.Store_Cloud");
        if (KeyFault(draft.AccessKey, draft.Secret) is { } fault)
            return fault;
        return draft.Kind is MediaStoreKind.Cloudinary ? null : BucketFault(draft);
    }

    internal TenantStore Make(StoreDraft draft, Guid tenantId, Guid id, DateTimeOffset now)
    {
        var isS3 = draft.Kind is MediaStoreKind.S3;
        var store = new TenantStore(tenantId, id, draft.Kind, draft.Name.Trim(), now)
        {
            Endpoint = isS3 && Typed(draft.Endpoint) is { } address ? new Uri(address).AbsoluteUri : null, Region = isS3 ? Typed(draft.Region) ?? "us-east-1" : null,
            Prefix = isS3 ? (draft.Prefix ?? "").Trim().Trim('/') : "", PathStyle = draft.PathStyle,
        };
        SetKeys(store, draft.AccessKey, draft.Secret, now);
        return store;
    }

    internal void SetKeys(TenantStore store, string accessKey, string secret, DateTimeOffset now) => store.SetKeys(accessKey.Trim(), vault.Seal(store.TenantId, store.Id, secret.Trim()), now);

    /// <summary>Null when a small file could be put, read and deleted.</summary>
    internal async Task<Problem?> TryAsync(TenantStore store, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Small, ct);
            using var opened = shelf.Open(store);
            var key = MediaFiles.KeyOf(store.TenantId, Ids.New(clock), ".png", clock.GetUtcNow());
            await opened.PutAsync(key, path, "image/png", both.Token);
            var isSame = await IsSameAsync(opened, key, both.Token);
            await opened.DeleteAsync(key, both.Token);
            return isSame ? null : Problem.Conflict("Media.Store_Changes");
        }
        catch (StoreFault fault)
        {
            log.LogInformation("A tenant's store {Store} was tried: {Reason}", store.Id, fault.Message);
            return Problem.Conflict($"Media.Store_{fault.Trouble}", store.Name);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Problem.Conflict("Media.Store_Away", store.Name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<bool> IsSameAsync(IMediaStore store, string key, CancellationToken ct)
    {
        await using var read = await store.ReadAsync(key, 0, ct);
        var bytes = new byte[Small.Length + 1];
        return await read.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct) == Small.Length && bytes.AsSpan(0, Small.Length).SequenceEqual(Small);
    }

    private Problem? BucketFault(StoreDraft draft)
    {
        if (Typed(draft.Region) is { } region && !Region().IsMatch(region))
            return Problem.Invalid(nameof(StoreDraft.Region), "Media.Store_Region");
        if (!Prefix().IsMatch((draft.Prefix ?? "").Trim().Trim('/')))
            return Problem.Invalid(nameof(StoreDraft.Prefix), "Media.Store_Prefix");
        if (Typed(draft.Endpoint) is not { } endpoint)
            return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.AbsoluteUri.Length > 300)
            return Problem.Invalid(nameof(StoreDraft.Endpoint), "Outgoing.NotWebAddress");
        // MinIO listens at 9000
        return rules.Check(address) is { } refused && !(refused.TextKey == "Outgoing.Port" && rules.CheckProxy(address) is null) ? refused with { Field = nameof(StoreDraft.Endpoint) } : null;
    }

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(@"\A(?!.*\.\.)[a-z0-9][a-z0-9.\-]{1,61}[a-z0-9]\z")]
    private static partial Regex Bucket();

    [GeneratedRegex(@"\A[!-~]{1,200}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"\A[A-Za-z0-9_\-]{1,100}\z")]
    private static partial Regex Cloud();

    [GeneratedRegex(@"\A[a-z0-9\-]{1,40}\z")]
    private static partial Regex Region();

    [GeneratedRegex(@"\A(?!.*(\.\.|//))[\p{L}\p{N}_.\-/]{0,100}\z")]
    private static partial Regex Prefix();
}
