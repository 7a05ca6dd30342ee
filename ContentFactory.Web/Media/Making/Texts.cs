namespace ContentFactory.Web.Media.Making;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
