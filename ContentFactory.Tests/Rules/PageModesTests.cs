using System.Reflection;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Tests.Rules;

public sealed class PageModesTests
{
    private static readonly string[] InCircuit = ["/t/", "/manager", "/admin", "/dev/ui"];

    [Fact]
    public void Pages_run_in_a_circuit_by_their_address_only() =>
        Findings.None(
            from page in typeof(ShellSetup).Assembly.GetTypes()
            from route in page.GetCustomAttributes<RouteAttribute>()
            let excluded = page.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is not null
            where excluded == InCircuit.Any(prefix => route.Template.StartsWith(prefix, StringComparison.Ordinal))
            select $"{page.FullName} at {route.Template}: {(excluded ? "static, but its address is a circuit's" : "lacks [ExcludeFromInteractiveRouting]")}");
}
