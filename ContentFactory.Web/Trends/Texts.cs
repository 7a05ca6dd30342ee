namespace ContentFactory.Web.Trends;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
