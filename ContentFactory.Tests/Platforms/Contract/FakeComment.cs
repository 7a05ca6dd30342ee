namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>A comment that a fake keeps under a post.</summary>
internal sealed record FakeComment(string Id, string PostId, string Text, string Author, DateTimeOffset At);
