using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Logos;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Media.Making;

internal static class MakingSetup
{
    public static void AddMaking(this IServiceCollection services)
    {
        services.AddSingleton<FontShelf>(_ => new FontShelf());
        services.AddSingleton<MakingFolders>();
        services.AddSingleton<CardMaker>();
        services.AddSingleton<Voice>();
        services.AddSingleton<ShortFilm>();
        services.AddSingleton<ShortMaker>();
        services.AddScoped<CompanyLogos>();
        services.AddScoped<MakingOrders>();
        services.AddLongWork<MakeCard>(MakeCard.Kind, "Media.MakingCard", Permission.UploadMedia);
        services.AddLongWork<MakeShort>(MakeShort.Kind, "Media.MakingShort", Permission.UploadMedia);
    }
}
