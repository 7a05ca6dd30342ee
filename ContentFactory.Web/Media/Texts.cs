namespace ContentFactory.Web.Media;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
