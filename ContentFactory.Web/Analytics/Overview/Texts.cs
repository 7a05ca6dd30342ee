namespace ContentFactory.Web.Analytics.Overview;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
