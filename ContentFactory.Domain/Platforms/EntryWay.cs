namespace ContentFactory.Domain.Platforms;

/// <summary>
/// A way to connect an account by what a person copies from the network: a webhook's address, a bot's token. Words are the texts
/// <c>Platforms.Entry_{platform}_{way}</c> and, for each field, <c>Platforms.Entry_{platform}_{field}</c>, both with <c>_Hint</c>.
/// </summary>
/// <param name="Key">Lower-case, e.g. "webhook".</param>
public sealed record EntryWay(string Key, IReadOnlyList<EntryField> Fields);

/// <param name="Name">As problems of <see cref="IPlatform.CheckAsync"/> name it.</param>
/// <param name="Secret">The secret's name in <see cref="PlatformAccount.Secrets"/>; null for the account's id.</param>
public sealed record EntryField(string Name, string? Secret = null);
