using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Approvals;

/// <summary>A domain that knows its own address: links lead there.</summary>
public sealed class ApprovalDomain : TestDomain
{
    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("PublicUrl", "https://factory.test")];
}
