using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Access;

internal static class LettersSetup
{
    public static void AddLetters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SmtpOptions>().Bind(configuration.GetSection(SmtpOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmtpOptions>, OptionsCheck>();
        services.AddScoped<LetterBox>();
        services.AddSingleton<LetterLook>();
        services.AddSingleton<LetterQueue>();
        services.AddSingleton<SmtpPost>();
        services.AddSingleton<LetterLoop>();
        services.AddSingleton<MailboxUpkeep>();
    }

    private sealed class OptionsCheck : IValidateOptions<SmtpOptions>
    {
        public ValidateOptionsResult Validate(string? name, SmtpOptions options)
        {
            var faults = options.Faults().ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
