namespace ContentFactory.Web.Access.Outside;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
