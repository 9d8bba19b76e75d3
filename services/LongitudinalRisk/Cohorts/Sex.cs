namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

public enum Sex
{
    Female = 1,
    Male = 2,
}
