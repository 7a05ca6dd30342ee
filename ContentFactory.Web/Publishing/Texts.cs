namespace ContentFactory.Web.Publishing;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
