# Packages of other people's Go modules, as nixpkgs has them.
{ buildGoModule, fetchModule }:
{
  age = buildGoModule rec {
    pname = "age";
    version = "1.2.1";
    src = fetchModule {
      module = "filippo.io/age";
      version = "v${version}";
      hash = "sha256-9ZJdrmqBj43zSvStt0r25wjSfnvitdx3GYtM3urHcaA=";
    };
    vendorHash = "sha256-ilRLEV7qOBZbqzg2XQi4kt0JAb/1ftT4JmahYT0zSRU=";
    meta.mainProgram = "age";
  };
  yq-go = buildGoModule rec {
    pname = "yq-go";
    version = "4.45.1";
    src = fetchModule {
      module = "github.com/mikefarah/yq/v4";
      version = "v${version}";
      hash = "sha256-PtjMzKMt5dDPoinblEKiRSUDbtTrITnWCy5EpfsYd/0=";
    };
    vendorHash = "sha256-d4dwhZYzEuyh1zJQ2xU0WkygHjoVLoCBrDKuAHUzu1w=";
    meta.mainProgram = "yq";
  };
}
