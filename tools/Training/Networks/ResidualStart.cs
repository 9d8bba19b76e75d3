namespace AxSpA.Cloud.Training.Networks;

/// <summary>What a residual block adds to its shortcut before it has learnt anything. Pretrained weights replace either.</summary>
public enum ResidualStart
{
    /// <summary>
    /// Nothing: the scale of its last normalisation is 0 (Goyal et al. 2017, 5.1). A place of the last layer then begins with what lies under it and
    /// widens what it sees by learning; heat maps stay where the evidence is.
    /// </summary>
    Shortcut,

    /// <summary>What its random weights give, as torchvision has it: every place of the last layer sees half the picture from the first step on.</summary>
    Full,
}
