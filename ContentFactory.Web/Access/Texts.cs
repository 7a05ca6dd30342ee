namespace ContentFactory.Web.Access;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
