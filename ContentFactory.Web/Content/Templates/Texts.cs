namespace ContentFactory.Web.Content.Templates;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
