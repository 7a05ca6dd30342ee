using System.Diagnostics;
using ContentFactory.Domain;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ContentFactory.Tests.Bench;

/// <summary>The duties of publishing as the program runs them: loop, sweep and live updates, on the program's own settings.</summary>
internal sealed class DispatchNode : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ServiceProvider services;
    private readonly List<IHostedService> duties = [];

    private DispatchNode(ServiceProvider services) => this.services = services;

    public IServiceProvider Services => services;

    public static DispatchNode Build(TestDatabase database, string network)
    {
        var settings = database.Settings();
        settings["Platforms:Telegram:BaseUrl"] = network;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).AddEnvironmentVariables().Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddDomain(configuration);
        return new(collection.BuildServiceProvider());
    }

    /// <summary>From the start of the loop until nothing is planned and nothing is under way.</summary>
    public async Task<TimeSpan> DrainAsync(TestDatabase database, Func<bool> mayBeDone)
    {
        await using var look = await Sql.OpenAsync(DispatchData.Superuser(database));
        Begin();
        var watch = Stopwatch.StartNew();
        while (!mayBeDone() || !await DispatchData.IsDoneAsync(look))
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException("The publications were not dispatched.");
            await Task.Delay(Look);
        }
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var duty in duties)
            await duty.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }

    private void Begin()
    {
        duties.AddRange([services.GetRequiredService<Changes>(), ActivatorUtilities.CreateInstance<PublishingSweep>(services), ActivatorUtilities.CreateInstance<PublishingLoop>(services)]);
        duties.ForEach(duty => _ = duty.StartAsync(CancellationToken.None));
        services.GetRequiredService<Started>().Open();
    }
}
