using ContentFactory.Domain.Access;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Cleaning;
using ContentFactory.Domain.Media.Cropping;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Media.Shelf;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Media.Tools;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Media;

public static class MediaSetup
{
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MediaOptions>()
            .Configure(options => options.Folder = Path.Combine(configuration["Data:Folder"] ?? ".data", "media"))
            .Bind(configuration.GetSection(MediaOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MediaOptions>, OptionsCheck>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MediaOptions>>().Value);
        services.AddSingleton<MediaFiles>();
        services.AddSingleton<StoreVault>();
        services.AddSingleton(new SealedColumn("media_stores", "secret", StoreVault.SealKind, "id", SealedColumn.Id("id")));
        services.AddSingleton<StoreShelf>();
        services.AddSingleton<StoredFiles>();
        services.AddSingleton<StoreDesk>();
        services.AddScoped<TenantStores>();
        services.AddLongWork<MoveFiles>(MoveFiles.Kind, "Media.Moving", Permission.EditTenant, alone: true);
        services.AddSingleton<MediaTokens>();
        services.AddSingleton<TraceRemoval>();
        services.AddSingleton<ToolShelf>(_ => new ToolShelf());
        services.AddSingleton<ToolRunner>();
        services.AddSingleton<ToolVersions>();
        services.AddScoped<MediaLinks>();
        services.AddScoped<MediaLibrary>();
        services.AddScoped<MediaUploads>();
        services.AddScoped<MediaIntake>();
        services.AddScoped<MediaShelf>();
        services.AddScoped<MediaCatalogue>();
        services.AddScoped<FileCropper>();
        services.AddScoped<MediaLeftovers>();
        services.AddSingleton<LeftoverSweep>();
        services.AddScoped<PreviewMaker>();
        services.AddSingleton<PreviewQueue>();
        services.AddMaking();
        return services;
    }

    private sealed class OptionsCheck : IValidateOptions<MediaOptions>
    {
        public ValidateOptionsResult Validate(string? name, MediaOptions options)
        {
            var faults = options.Faults().ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
