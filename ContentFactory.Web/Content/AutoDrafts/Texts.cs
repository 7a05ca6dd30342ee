namespace ContentFactory.Web.Content.AutoDrafts;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
