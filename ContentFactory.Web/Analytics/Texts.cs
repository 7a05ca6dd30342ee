namespace ContentFactory.Web.Analytics;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
