using ContentFactory.Domain;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ContentFactory.Tests.Ui;

public sealed class ProblemTextTests
{
    [Fact]
    public void Missing_text_throws_outside_of_production() =>
        Assert.Throws<InvalidOperationException>(() => In("Development").Of(Problem.Conflict("Nothing.NotThere")));

    [Fact]
    public void Missing_text_in_production_says_something_general() =>
        Assert.Equal("That did not work. Try again in a moment.", In("Production").Of(Problem.Conflict("Nothing.NotThere")));

    private static ProblemText In(string environment)
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<ProblemText>();
        services.AddSingleton<IHostEnvironment>(new Place { EnvironmentName = environment });
        return services.BuildServiceProvider().GetRequiredService<ProblemText>();
    }

    private sealed class Place : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
