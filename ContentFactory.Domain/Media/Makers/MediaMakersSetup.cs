using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.LongWork;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Media.Makers;

public static class MediaMakersSetup
{
    public static IServiceCollection AddMediaMakers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MediaMakersOptions>().Bind(configuration.GetSection(MediaMakersOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MediaMakersOptions>, OptionsCheck>();
        services.AddSingleton<MakerHttp>();
        services.AddSingleton(sp => new MakerShelf(
            sp.GetRequiredService<IOptions<AiOptions>>(), sp.GetRequiredService<IOptions<MediaMakersOptions>>(), sp.GetRequiredService<MediaOptions>(), sp.GetRequiredService<MakerHttp>()));
        services.AddScoped<MakingBills>();
        services.AddScoped<MadeFiles>();
        services.AddScoped<AtOnceMaking>();
        services.AddScoped<MediaMakers>();
        services.AddScoped<MediaOrders>();
        services.AddLongWork<ImageRun>(ImageRun.Work, "Media.MakeImage", Permission.UploadMedia);
        services.AddLongWork<VoiceRun>(VoiceRun.Work, "Media.MakeVoice", Permission.UploadMedia);
        services.AddLongWork<VideoRun>(VideoRun.Work, "Media.MakeVideo", Permission.UploadMedia);
        return services;
    }

    private sealed class OptionsCheck(IOptions<AiOptions> ai) : IValidateOptions<MediaMakersOptions>
    {
        public ValidateOptionsResult Validate(string? name, MediaMakersOptions options)
        {
            var faults = options.Faults().ToList();
            // a request that is still under way must not count as lost
            if (ai.Value.LostAfter < options.CallTimeout * 2)
                faults.Add($"Ai:LostAfter must be at least twice {MediaMakersOptions.Section}:CallTimeout.");
            return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
        }
    }
}
