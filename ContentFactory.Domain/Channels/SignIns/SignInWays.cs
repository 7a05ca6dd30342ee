using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Channels;

/// <summary>A network whose accounts are connected by signing in there.</summary>
/// <param name="Ways">Those that this installation has an app for, by their keys, the usual one first.</param>
public sealed record SignInNetwork(string Platform, IReadOnlyList<string> Ways);

/// <summary>The ways to sign in at networks that this installation knows.</summary>
public sealed class SignInWays(PlatformSet platforms, PlatformApps apps)
{
    public IReadOnlyList<SignInNetwork> Networks =>
        [.. from platform in platforms.All
            where platform.SignIns.Count > 0
            orderby platform.Key
            select new SignInNetwork(platform.Key, [.. platform.SignIns.Where(w => apps.Of(w.AppPool).Count > 0).Select(w => w.Key)])];

    internal (IPlatform Platform, IPlatformSignIn Way)? Find(string key)
    {
        foreach (var platform in platforms.All)
            if (platform.SignIns.FirstOrDefault(w => w.Key == key) is { } way)
                return (platform, way);
        return null;
    }
}
